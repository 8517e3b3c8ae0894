export { type Job, type RunningJobs, startJobs } from './jobs.ts';
