import { answerQuestions } from '../../platform/readers/answering.ts';
import { writeWorkbook } from '../../platform/sheets/paper.ts';
import { readWorkbook, type SheetQuestion } from './workbook.ts';

answerQuestions((question: SheetQuestion) =>
  question.kind === 'read' ? readWorkbook(question.bytes) : writeWorkbook(question.paper),
);
