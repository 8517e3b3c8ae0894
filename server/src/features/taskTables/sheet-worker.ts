import { answerQuestions } from '../../platform/readers/answering.ts';
import { readWorkbook, type SheetQuestion, writeWorkbook } from './workbook.ts';

answerQuestions((question: SheetQuestion) =>
  question.kind === 'read' ? readWorkbook(question.bytes) : writeWorkbook(question.paper),
);
