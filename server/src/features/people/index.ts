export { type PeopleRecords, recordCity, recordPeople } from './record.ts';
