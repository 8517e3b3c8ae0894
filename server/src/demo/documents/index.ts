export type { RenderedDocument, RenderedTaskTable, TaskTableRow } from './model.ts';
export { renderNotice } from './notice.ts';
export {
  foundingMonthsAfterSpeech,
  renderSpeech,
  speechAdvertisement,
  speechFooter,
  speechMisprint,
  speechPageNumber,
} from './speech.ts';
export { type SpeechMechanism, speechMechanisms } from './speechMechanisms.ts';
export { renderTaskTable, taskTableColumns } from './taskTable.ts';
