/** Draws the machines as Mermaid state diagrams, from the machines themselves. */
import { STREAM_KINDS } from '../src/contract/streams.ts';
import { workflowOf } from '../workflows/index.ts';

interface Node {
  readonly id?: string;
  readonly type?: string;
  readonly initial?: string;
  readonly on?: Readonly<Record<string, unknown>>;
  readonly always?: unknown;
  readonly states?: Readonly<Record<string, Node>>;
}

const asList = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];
const targetOf = (branch: unknown) =>
  typeof branch === 'string' ? branch : (branch as { target?: string } | null)?.target;

/** One diagram per machine; parallel regions stand in one box, separated by a line. */
export function machinesAsMermaid(): string {
  return STREAM_KINDS.map((kind) => {
    const workflow = workflowOf(kind);
    const root = workflow.machine.config as Node;
    const ids = new Map<string, string>();
    const name = (path: readonly string[]) => path.join('_') || workflow.name;
    const learn = (node: Node, path: readonly string[]): void => {
      if (node.id !== undefined) ids.set(node.id, name(path));
      for (const [child, below] of Object.entries(node.states ?? {})) learn(below, [...path, child]);
    };
    learn(root, []);
    const resolve = (target: string, parent: readonly string[]): string => {
      if (!target.startsWith('#')) return name([...parent, ...target.split('.')]);
      const [id = '', ...rest] = target.slice(1).split('.');
      const base = ids.get(id) ?? id;
      return base === workflow.name ? name(rest) : [base, ...rest].join('_');
    };
    const lines: string[] = [];
    const arrows = new Map<string, Set<string>>();
    const draw = (node: Node, path: readonly string[], indent: string): void => {
      const children = Object.entries(node.states ?? {});
      const label = path.at(-1) ?? '';
      const parent = path.slice(0, -1);
      for (const [event, on] of [
        ...Object.entries(node.on ?? {}),
        ...(node.always === undefined ? [] : [['always', node.always] as const]),
      ])
        for (const branch of asList(on)) {
          const target = targetOf(branch);
          if (target === undefined || event === 'judgedAgain') continue;
          const arrow = `${name(path)} --> ${resolve(target, parent)}`;
          arrows.set(arrow, (arrows.get(arrow) ?? new Set()).add(event));
        }
      if (children.length === 0) {
        lines.push(`${indent}state "${label}" as ${name(path)}`);
        return;
      }
      if (path.length > 0) lines.push(`${indent}state "${label}" as ${name(path)} {`);
      for (const [index, [child, below]] of children.entries()) {
        if (node.type === 'parallel' && index > 0) lines.push(`${indent}  --`);
        draw(below, [...path, child], `${indent}  `);
      }
      if (node.initial !== undefined && node.type !== 'parallel')
        lines.push(`${indent}  [*] --> ${name([...path, node.initial])}`);
      if (path.length > 0) lines.push(`${indent}}`);
    };
    draw(root, [], '  ');
    const drawn = [...arrows].map(([arrow, events]) => `  ${arrow} : ${[...events].join(', ')}`);
    return `### ${workflow.name}\n\n\`\`\`mermaid\nstateDiagram-v2\n${[...lines, ...drawn].join('\n')}\n\`\`\`\n`;
  }).join('\n');
}
