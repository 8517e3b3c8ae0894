export type { RenderedDocument, RenderedTaskTable, TaskTableRow } from './model.ts';
export { renderNotice } from './notice.ts';
export { renderOpinion } from './opinion.ts';
export { renderSpeech, speechAdvertisement, speechFooter, speechMisprint, speechPageNumber } from './speech.ts';
export { type SpeechMechanism, speechMechanisms } from './speech-mechanisms.ts';
export { renderTaskTable, taskTableColumns } from './task-table.ts';
