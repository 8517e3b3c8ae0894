import { parentPort, workerData } from 'node:worker_threads';
import { type SecrecyQuestion, searchForMark } from './secrecy.ts';

if (parentPort) parentPort.postMessage(await searchForMark(workerData as SecrecyQuestion));
