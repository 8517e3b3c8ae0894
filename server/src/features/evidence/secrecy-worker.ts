import { answerQuestions } from '../../platform/readers/answering.ts';
import { searchForMark } from './secrecy.ts';

answerQuestions(searchForMark);
