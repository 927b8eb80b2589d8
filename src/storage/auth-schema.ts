/** The tables of `auth.ts`. Tokens stand here as digests, secrets sealed, names as keyed digests. */
export interface AuthSchema {
  sign_ins: { name_digest: string; account: string };
  passwords: { account: string; hash: string; set_at: number };
  second_factors: { account: string; sealed: string; confirmed: number; last_step: number };
  sessions: {
    digest: string;
    account: string;
    terminal: string;
    role: string;
    scope: string;
    begun_at: number;
    seen_at: number;
  };
  step_ups: {
    digest: string;
    account: string;
    command: string;
    stream_id: string;
    proved_at: number;
    used_for: string | null;
  };
  links: {
    digest: string;
    purpose: string;
    subject: string;
    expires_at: number;
    detail: string;
    tries: number;
    tries_since: number;
  };
  refused_attempts: {
    attempt_id: string;
    at: number;
    actor: string | null;
    about: string | null;
    role: string | null;
    scope: string | null;
    terminal: string | null;
    tried: string;
    subject: string | null;
    refusal: string;
  };
  device_keys: { digest: string; name: string; role: string; scope: string; made_at: number };
}
