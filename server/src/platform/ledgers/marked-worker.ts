import { answerQuestions } from '../readers/answering.ts';
import { writeMarked } from './marked.ts';

answerQuestions(writeMarked);
