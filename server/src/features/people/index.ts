export { type Liaison, liaisonOf, type PersonAt, type PostHolder, peopleNamed, postHolders } from './holders.ts';
export { personNames } from './names.ts';
export { maskedPhone, phonePlace } from './phone.ts';
export { type PeopleRecords, recordCity, recordPeople } from './record.ts';
export { peopleRoutes } from './routes.ts';
export { endPosts, openPhones, phonesOf } from './store.ts';
