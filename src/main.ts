#!/usr/bin/env node
/** The command line: `guicheng <word>`. What each word does stands in `serve.ts` and `operate.ts`. */
import { parseArgs } from 'node:util';
import type { Asked } from './asked.ts';
import { readConfig } from './config.ts';
import { demonstrate } from './demonstrate.ts';
import { importDirectory } from './import-directory.ts';
import {
  backUp,
  bringBack,
  diagnose,
  eraseDecided,
  migrateNow,
  rebuild,
  users,
  verifyRecord,
} from './operate.ts';
import { serve } from './serve.ts';
import { simulate } from './simulate.ts';
import { trustLists } from './trust-lists.ts';
import { measures } from './try-measures.ts';

const WORDS = {
  serve: { run: serve, usage: 'serve', does: 'run the house and its doors' },
  demo: { run: demonstrate, usage: 'demo', does: 'run a demonstration with an invented district, made anew' },
  simulator: {
    run: simulate,
    usage: 'simulator [--port <number>] [--seed <word>]',
    does: 'run a source of evidence to try a house against; it makes everybody up, and fails as it is told to',
  },
  migrate: { run: migrateNow, usage: 'migrate', does: 'take the schema to the newest, and stop' },
  'import-directory': {
    run: importDirectory,
    usage: 'import-directory <file> [--dry-run]',
    does: 'read a directory (XLSX or CSV), name every fault, propose what changes; an administrator approves it',
  },
  user: {
    run: users,
    usage:
      'user list | user disable <account> --why <reason> | user link <account> | user key <name> --role <role>',
    does: 'see accounts, disable one, renew an enrolment link, make a device key',
  },
  measure: {
    run: measures,
    usage:
      'measure check <file> | measure explain <file|id> --facts <file> [--language en] | measure simulate <file> --from <day> --to <day>',
    does: 'try a draft: its faults, what it says of some facts and why, what it would have said of handoffs on record',
  },
  trust: {
    run: trustLists,
    usage:
      'trust key --out <folder> | trust sign <file> --key <file> [--out <file>] | trust check <file> [--key <file>]',
    does: 'keep the list of trusted issuers, where its key is kept offline: make the key, sign a list, check one',
  },
  verify: {
    run: verifyRecord,
    usage: 'verify [--replay]',
    does: 'check the whole record; --replay folds it again',
  },
  rebuild: {
    run: rebuild,
    usage: 'rebuild',
    does: 'fold the counters again from the first row of the log',
  },
  backup: { run: backUp, usage: 'backup <empty folder>', does: 'copy a running house' },
  restore: {
    run: bringBack,
    usage: 'restore <folder>',
    does: 'bring a copy back into an empty place, and verify it',
  },
  erase: {
    run: eraseDecided,
    usage: 'erase [--dry-run]',
    does: 'carry out the erasures that two persons decided; it decides none',
  },
  doctor: {
    run: diagnose,
    usage: 'doctor',
    does: 'look at everything that could keep the house from running',
  },
} as const;
type Word = keyof typeof WORDS;

const HELP = `guicheng <word> [options]

${Object.values(WORDS)
  .map(({ usage, does }) => `  ${usage}\n      ${does}`)
  .join('\n')}

  --json   data instead of sentences
  --help   this

Settings come from the environment; .env.example explains each.
Exit codes: 0 done · 1 failed, or the record is broken · 2 not understood, or the record is incomplete ·
3 the record is consistent but nobody outside vouches for it · 78 a setting is wrong
`;

const NOT_UNDERSTOOD = 2;
const BAD_SETTING = 78;

async function run(args: readonly string[]): Promise<number> {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        json: { type: 'boolean' },
        replay: { type: 'boolean' },
        'dry-run': { type: 'boolean' },
        why: { type: 'string' },
        role: { type: 'string' },
        scope: { type: 'string' },
        facts: { type: 'string' },
        language: { type: 'string' },
        from: { type: 'string' },
        to: { type: 'string' },
        port: { type: 'string' },
        seed: { type: 'string' },
        key: { type: 'string' },
        out: { type: 'string' },
      },
    });
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return NOT_UNDERSTOOD;
  }
  const { values, positionals } = parsed;
  const [word, ...words] = positionals;
  if (values.help === true || word === undefined) {
    process.stdout.write(HELP);
    return values.help === true ? 0 : NOT_UNDERSTOOD;
  }
  if (!Object.hasOwn(WORDS, word)) {
    process.stderr.write(`There is no word ${JSON.stringify(word)}. Try --help.\n`);
    return NOT_UNDERSTOOD;
  }
  const read = readConfig(process.env);
  if (!read.isGood) {
    for (const { key, because } of read.bad) process.stderr.write(`${key} ${because}.\n`);
    return BAD_SETTING;
  }
  const say: Asked['say'] = (line, data) => {
    if (values.json !== true) {
      if (line !== '') process.stdout.write(`${line}\n`);
    } else if (data !== undefined) process.stdout.write(`${JSON.stringify(data)}\n`);
  };
  return WORDS[word as Word].run(read.config, { words, options: values, say });
}

// What the house writes is for its own account alone.
process.umask(0o077);
try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
}
