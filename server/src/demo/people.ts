import type { EthnicGroupCode, SexCode } from '@xieli/codes';
import { formatDate, parseDate } from './dates.ts';
import type { Person } from './model.ts';
import { createNames } from './person-names.ts';
import type { Random } from './random.ts';

const MOBILE_PREFIX = '139000';
// The lowest numbers of the block are those of worked examples; the city keeps clear of them.
const FIRST_MOBILE = 10_001;

const MINORITIES: readonly EthnicGroupCode[] = ['03', '05', '06', '08', '11', '15', '22'];

/** What is already known of a person to be added; the rest is drawn. */
export interface Traits {
  sex?: SexCode;
  isMinority?: boolean;
}

export interface PeopleRegister {
  people: Person[];
  add(traits?: Traits): Person;
}

/** Collects people with names, numbers and birth dates that fit office life on the anchor. */
export function createPeople(random: Random, identifier: () => string, anchor: string): PeopleRegister {
  const people: Person[] = [];
  const nameFor = createNames(random);
  const anchorYear = parseDate(anchor).year;

  function add(traits: Traits = {}): Person {
    const drawnSex: SexCode = random.next() < 0.34 ? '2' : '1';
    const isMinority = traits.isMinority ?? random.next() < 0.06;
    const sex = traits.sex ?? drawnSex;
    const age = 30 + random.below(16) + random.below(17);
    const person: Person = {
      id: identifier(),
      name: nameFor(sex),
      sex,
      ethnicGroup: isMinority ? random.pick(MINORITIES) : '01',
      birthDate: formatDate({ year: anchorYear - age, month: 1 + random.below(12), day: 1 + random.below(28) }),
      mobile: MOBILE_PREFIX + String(FIRST_MOBILE + people.length),
    };
    people.push(person);
    return person;
  }

  return { people, add };
}
