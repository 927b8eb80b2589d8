import { describe, expect, test } from 'vitest';
import { answer } from '../../workflows/answer.ts';
import { WORKFLOWS, workflowOf } from '../../workflows/index.ts';
import type { StreamKind } from '../../src/contract/streams.ts';
import { check, commandOf, falseIn, rowOf, rowsOf } from './truth-table.ts';
import { TRUTHS } from './truths-house.ts';

const pair = (workflow: { readonly name: string }, command: string, sentence: string) =>
  `${workflow.name}: ${command}, ${sentence}`;

describe.each(TRUTHS)('$workflow.name', (made) => {
  const rows = rowsOf(made).map((row) => {
    const title =
      row.sentence === null
        ? `${row.command} is accepted where all its sentences are true`
        : `${row.command} is refused ${row.sentence} where that alone is false`;
    return [title, row] as const;
  });
  test.each(rows)('%s', (_, row) => {
    expect(check(row)).toBeNull();
  });

  const commands = [...new Set(Object.keys(made.tables))];
  test.each(commands)('%s: of several that are false, the first is told', (name) => {
    const { fair, refusals } = made.tables[name] ?? { fair: {}, refusals: [] };
    const order = refusals.map(([sentence]) => sentence);
    // The tables' order is the hand's; the machine's must be the same.
    const rules = made.workflow.rules[commandOf(name)] ?? [];
    expect(rules.filter((sentence) => order.includes(sentence))).toEqual(order);
    const pairs = refusals.flatMap(([, one], earlier) =>
      refusals.slice(earlier + 1).map(([, other]) => rowOf(made, name, null, [fair, other, one])),
    );
    for (const row of pairs) {
      const wrong = falseIn(row);
      // Two that speak of one region cannot be false at once: the later over the earlier leaves one of them.
      const first = order.find((sentence) => wrong.includes(sentence));
      const { outcome, ...told } = answer(row.workflow, row.standing, row.input);
      expect({ wrong, outcome, told }).toEqual({ wrong, outcome: 'refused', told: { because: first } });
    }
  });
});

test('every sentence of every command of every machine has its row', () => {
  const rows = new Set(
    TRUTHS.flatMap((made) =>
      rowsOf(made).map(({ command, sentence }) => pair(made.workflow, command, sentence ?? 'accepted')),
    ),
  );
  const wanted = (Object.keys(WORKFLOWS) as StreamKind[])
    .map(workflowOf)
    .flatMap((workflow) =>
      Object.entries(workflow.rules).flatMap(([command, sentences = []]) => [
        pair(workflow, command, 'accepted'),
        ...sentences.map((sentence) => pair(workflow, command, sentence)),
      ]),
    );
  expect(wanted.filter((each) => !rows.has(each))).toEqual([]);
  // And no row speaks of a sentence that is not there.
  expect([...rows].filter((each) => !wanted.includes(each))).toEqual([]);
});
