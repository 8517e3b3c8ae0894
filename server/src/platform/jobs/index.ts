export { forgetAnswersJob } from './forget-answers.ts';
export { type Job, type RunningJobs, startJobs } from './jobs.ts';
