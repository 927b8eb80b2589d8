/** What the doors hang on a request. */
import type { Actor, Terminal } from '../contract/roles.ts';
import type { Visitor } from './sessions.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is signed in, found out before the body is read; null where nobody is. */
    visitor: Visitor | null;
    /** The device behind a key, where one was given. */
    device: Actor | null;
    /** The code of the refusal it was answered with, for the metrics. */
    refusedWith: string | null;
    /** The account that a failed proof was about, for the auditor. */
    refusedAbout: string | null;
  }
  interface FastifyContextConfig {
    /** The terminal a route belongs to, and who must be there. */
    terminal?: Terminal | null;
    needs?: 'nobody' | 'session' | 'key';
  }
}
