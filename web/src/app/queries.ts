import {
  type InfiniteData,
  QueryClient,
  type UseInfiniteQueryResult,
  type UseQueryResult,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useRef } from 'react';
import type { Answer, ApiKey, CallInput } from './api.ts';
import { call, newActionId } from './client.ts';
import { useLive } from './live.ts';
import { type ApiProblem, mayPass } from './problem.ts';

type ReadKey = Extract<ApiKey, `GET ${string}`>;
type ActKey = Exclude<ApiKey, ReadKey>;
/** A list route: its query takes the place where the page before ended, its answer says where the next begins. */
type ListKey = { [K in ReadKey]: Answer<K> extends { items: unknown[]; next: string | null } ? K : never }[ReadKey];
export type ItemOf<K extends ListKey> = Answer<K> extends { items: (infer T)[] } ? T : never;

const repeats = 2;

/** One cache for the page; a read that failed for a reason that may pass is tried again twice. */
export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // The product knows better than the browser: a village phone says "online" and has no line.
        networkMode: 'always',
        staleTime: 10_000,
        retry: (failures, problem) => failures < repeats && mayPass(problem),
      },
      mutations: { networkMode: 'always' },
    },
  });
}

export interface ReadOptions {
  enabled?: boolean;
  /** The tables that the answer rests on; it is read again soon after one of them changed anywhere. */
  live?: readonly string[];
}

/**
 * Reads a route and keeps its answer fresh.
 * @example const task = useRead('GET /api/tasks/:taskId', { params: { taskId } }, { live: ['tasks', 'acts'] })
 */
export function useRead<K extends ReadKey>(
  key: K,
  input: CallInput<K>,
  { enabled, live }: ReadOptions = {},
): UseQueryResult<Answer<K>, ApiProblem> {
  const query = useQuery<Answer<K>, ApiProblem>({
    queryKey: [key, input],
    queryFn: ({ signal }) => call(key, input, { signal }),
    enabled,
  });
  useLive(enabled === false ? undefined : live, query.refetch);
  return query;
}

/** Reads a list page by page (keyset); `fetchNextPage` brings the next one, `rowsOf` joins them. */
export function useList<K extends ListKey>(
  key: K,
  input: CallInput<K>,
  { enabled, live }: ReadOptions = {},
): UseInfiniteQueryResult<InfiniteData<Answer<K>>, ApiProblem> {
  const query = useInfiniteQuery<Answer<K>, ApiProblem, InfiniteData<Answer<K>>, readonly unknown[], string | null>({
    queryKey: [key, input, 'pages'],
    queryFn: ({ signal, pageParam }) => call(key, pageFrom(input, pageParam), { signal }),
    initialPageParam: null,
    getNextPageParam: (page) => (page as { next: string | null }).next,
    enabled,
  });
  useLive(enabled === false ? undefined : live, query.refetch);
  return query;
}

/** The rows of all pages read so far, in order. */
export function rowsOf<T>(pages: InfiniteData<{ items: T[] }> | undefined): T[] {
  return pages?.pages.flatMap((page) => page.items) ?? [];
}

export interface Act<K extends ActKey> {
  /** Sends the act; the outcome is in `problem` and `answer`. The same input after a lost answer carries the same action id. */
  send: (input: CallInput<K>) => void;
  /** Sends the act and waits for its answer. @throws ApiProblem */
  sendAndWait: (input: CallInput<K>) => Promise<Answer<K>>;
  sending: boolean;
  problem: ApiProblem | null;
  answer: Answer<K> | undefined;
  /** Forgets the last problem and answer. */
  reset: () => void;
}

/**
 * Sends acts of a person. A tap that got no answer keeps its action id, so that trying again can double nothing; after a
 * definite answer the next tap is a new act. What is on screen is read again when the act is done.
 * @param options.refreshes the reads that this act changes; all of them when not said
 */
export function useAct<K extends ActKey>(
  key: K,
  options: { onDone?: (answer: Answer<K>) => void; refreshes?: readonly ReadKey[] } = {},
): Act<K> {
  const cache = useQueryClient();
  const open = useRef<{ input: string; actionId: string } | null>(null);
  const mutation = useMutation<Answer<K>, ApiProblem, CallInput<K>>({
    mutationFn: (input) => {
      const fingerprint = JSON.stringify(input);
      if (open.current?.input !== fingerprint) open.current = { input: fingerprint, actionId: newActionId() };
      return call(key, input, { actionId: open.current.actionId });
    },
    retry: (failures, problem) => failures < repeats && mayPass(problem),
    onError: (problem) => {
      if (!mayPass(problem)) open.current = null;
    },
    onSuccess: async (answer) => {
      open.current = null;
      await cache.invalidateQueries({ predicate: (query) => changes(query.queryKey[0], options.refreshes) });
      options.onDone?.(answer);
    },
  });
  return {
    send: mutation.mutate,
    sendAndWait: mutation.mutateAsync,
    sending: mutation.isPending,
    problem: mutation.error,
    answer: mutation.data,
    reset: mutation.reset,
  };
}

function changes(key: unknown, refreshes: readonly string[] | undefined): boolean {
  return refreshes === undefined || refreshes.includes(String(key));
}

function pageFrom<K extends ListKey>(input: CallInput<K>, cursor: string | null): CallInput<K> {
  if (cursor === null) return input;
  const query = (input as { query?: object }).query;
  return { ...input, query: { ...query, cursor } };
}
