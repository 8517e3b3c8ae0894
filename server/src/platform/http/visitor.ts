import type { Actor } from '../access/actor.ts';

/** Who is at the door, before any permission is asked: the tenant of the host name and, when signed in, the actor. */
export interface Visitor {
  tenantId: string;
  actor: Actor | null;
  mustChangePassword: boolean;
  /** A role of the account demands a second factor that it does not have; until then it may do nothing else. */
  mustEnrol: boolean;
  address: string;
  agent: string;
  language: string;
  /** Scheme and host under which people reach this installation, for links that are sent to others. */
  origin: string;
  /** Sets or clears the session cookie on the answer. */
  keepSession(token: string, expiresAt: string): void;
  endSession(): void;
  /** What the browser carries between the steps of a sign-in. */
  handshakes: {
    read(name: string): string | null;
    keep(name: string, sealed: string, seconds: number): void;
    drop(name: string): void;
  };
}

declare module 'fastify' {
  interface FastifyRequest {
    visitor: Visitor;
  }
}
