import { answerQuestions } from '../readers/answering.ts';
import { type Paper, writeWorkbook } from './paper.ts';

answerQuestions((paper: Paper) => writeWorkbook(paper));
