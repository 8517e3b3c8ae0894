import { answerQuestions } from '../../platform/readers/answering.ts';
import { readWorkbook } from './workbook.ts';

answerQuestions(readWorkbook);
