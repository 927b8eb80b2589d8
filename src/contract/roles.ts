/** Who acts, and over what their right reaches. A closed list; `access/` says which role may try which command. */

/** What a role's right reaches over. */
export type ScopeKind =
  | 'checkpoint'
  | 'community'
  | 'streetOffice'
  | 'body'
  | 'district'
  | 'house'
  | 'handoff'
  | 'source';

export interface RoleWords {
  readonly scope: ScopeKind;
  readonly zh: string;
  readonly en: string;
}

export const ROLES = {
  officer: { scope: 'checkpoint', zh: '检查站民警', en: 'checkpoint officer' },
  dutySuperior: { scope: 'checkpoint', zh: '值班站长', en: 'duty superior' },
  communityWorker: { scope: 'community', zh: '社区工作者', en: 'community worker' },
  streetOfficer: { scope: 'streetOffice', zh: '街道办事处值班员', en: 'street officer' },
  supervisor: { scope: 'body', zh: '督办员', en: 'supervisor' },
  reviewer: { scope: 'district', zh: '复核员', en: 'reviewer' },
  auditor: { scope: 'district', zh: '审计员', en: 'auditor' },
  administrator: { scope: 'house', zh: '管理员', en: 'administrator' },
  gate: { scope: 'house', zh: '卡口核验', en: 'gate' },
  traveller: { scope: 'handoff', zh: '当事人', en: 'traveller' },
  adapter: { scope: 'source', zh: '接口设备', en: 'adapter' },
  house: { scope: 'house', zh: '系统', en: 'house' },
} as const satisfies Record<string, RoleWords>;

export type Role = keyof typeof ROLES;
export const ROLE_NAMES = Object.keys(ROLES) as Role[];

/** The doors a person comes in by. A street officer answers at the community terminal, a rung higher. */
export const TERMINALS = ['checkpoint', 'community', 'supervisor', 'traveller', 'gate', 'admin'] as const;
export type Terminal = (typeof TERMINALS)[number];

/** Which door each role uses; `adapter` and `house` come in by none of them. */
export const TERMINAL_OF: Readonly<Record<Role, Terminal | null>> = {
  officer: 'checkpoint',
  dutySuperior: 'checkpoint',
  communityWorker: 'community',
  streetOfficer: 'community',
  supervisor: 'supervisor',
  reviewer: 'supervisor',
  auditor: 'supervisor',
  administrator: 'admin',
  gate: 'gate',
  traveller: 'traveller',
  adapter: null,
  house: null,
};

/** Who acts: an account in one role over one scope. `scope` is an office code, a handoff id for a traveller, or `*`. */
export interface Actor {
  readonly account: string;
  readonly role: Role;
  readonly scope: string;
  /** Every office code below the scope: a street office's communities, a body's checkpoints and offices. Always holds `scope`. */
  readonly covers: ReadonlySet<string>;
}
