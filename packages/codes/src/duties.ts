import { indexByWord, normaliseName } from './normalise.ts';

export interface DutyCode {
  id: string;
  name: string;
  english: string;
}

/** The four functions, functionType (domain.md A14). */
export const functionTypes = [
  { id: 'politicalConsultation', name: '政治协商', english: 'Political consultation' },
  { id: 'democraticSupervision', name: '民主监督', english: 'Democratic supervision' },
  { id: 'participation', name: '参政议政', english: 'Participation in the deliberation of state affairs' },
  { id: 'buildingConsensus', name: '凝聚共识', english: 'Building consensus' },
] as const satisfies readonly DutyCode[];

/** Six forms of duty performance, dutyForm (domain.md A52). */
export const dutyForms = [
  { id: 'study', name: '学习教育', english: 'Study and education' },
  { id: 'research', name: '调研考察', english: 'Research and field visits' },
  { id: 'consultation', name: '协商议政', english: 'Consultation and deliberation' },
  { id: 'supervision', name: '民主监督', english: 'Democratic supervision' },
  { id: 'solidarity', name: '团结联谊', english: 'Solidarity and friendship' },
  { id: 'volunteering', name: '志愿服务', english: 'Volunteering' },
] as const satisfies readonly DutyCode[];

export type FunctionTypeId = (typeof functionTypes)[number]['id'];
export type DutyFormId = (typeof dutyForms)[number]['id'];

const functionByWord = indexByWord<(typeof functionTypes)[number]>(functionTypes, (entry) => [entry.id, entry.name]);
const formByWord = indexByWord<(typeof dutyForms)[number]>(dutyForms, (entry) => [entry.id, entry.name]);

/** The function that an identifier or its Chinese name means; `null` for any other word. */
export function findFunctionType(word: string): (typeof functionTypes)[number] | null {
  return functionByWord.get(normaliseName(word)) ?? null;
}

/** The duty form that an identifier or its Chinese name means; `null` for any other word. */
export function findDutyForm(word: string): (typeof dutyForms)[number] | null {
  return formByWord.get(normaliseName(word)) ?? null;
}
