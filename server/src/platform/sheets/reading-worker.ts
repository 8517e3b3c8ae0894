import { answerQuestions } from '../readers/answering.ts';
import { readWorkbook } from './workbook.ts';

answerQuestions(readWorkbook);
