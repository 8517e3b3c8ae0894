import { describe, expect, it } from 'vitest';
import { guidedScope, type OrganisationGraph, ownScope } from './scopes.ts';

const graph: OrganisationGraph = {
  organisations: [
    { id: 'city', bodyId: 'city' },
    { id: 'committee', bodyId: 'city' },
    { id: 'branch', bodyId: 'city' },
    { id: 'cell', bodyId: 'city' },
    { id: 'officeParty', bodyId: 'city' },
    { id: 'county', bodyId: 'county' },
    { id: 'countyCommittee', bodyId: 'county' },
    { id: 'town', bodyId: 'town' },
  ],
  relations: [
    { fromId: 'branch', relation: 'attachedTo', toId: 'committee' },
    { fromId: 'cell', relation: 'attachedTo', toId: 'branch' },
    { fromId: 'city', relation: 'leads', toId: 'committee' },
    { fromId: 'officeParty', relation: 'guidesAndUrges', toId: 'branch' },
    { fromId: 'city', relation: 'guides', toId: 'county' },
    { fromId: 'county', relation: 'guides', toId: 'town' },
    { fromId: 'town', relation: 'coordinates', toId: 'officeParty' },
  ],
};
const sorted = (ids: ReadonlySet<string>) => [...ids].sort();

describe('own', () => {
  it('is what belongs to a body', () => {
    expect(sorted(ownScope(graph, 'city'))).toEqual(['branch', 'cell', 'city', 'committee', 'officeParty']);
  });

  it('is what is attached to a part of it, transitively, and no neighbour', () => {
    expect(sorted(ownScope(graph, 'committee'))).toEqual(['branch', 'cell', 'committee']);
    expect(sorted(ownScope(graph, 'cell'))).toEqual(['cell']);
  });
});

describe('guided', () => {
  it('follows guidance over several steps and takes in what belongs to the guided', () => {
    expect(sorted(guidedScope(graph, 'city'))).toEqual(['county', 'countyCommittee', 'town']);
    expect(sorted(guidedScope(graph, 'county'))).toEqual(['town']);
  });

  it('holds branches of the office Party group with what is attached to them', () => {
    expect(sorted(guidedScope(graph, 'officeParty'))).toEqual(['branch', 'cell']);
  });

  it('never goes upwards, nor over other relations', () => {
    expect(sorted(guidedScope(graph, 'town'))).toEqual([]);
    expect(sorted(guidedScope(graph, 'committee'))).toEqual([]);
  });

  it('ends where guidance runs in a circle', () => {
    const circle = { ...graph, relations: [...graph.relations, { fromId: 'town', relation: 'guides', toId: 'city' }] };
    expect(sorted(guidedScope(circle, 'town'))).toEqual([
      ...['branch', 'cell', 'city', 'committee', 'county', 'countyCommittee', 'officeParty'],
    ]);
  });
});
