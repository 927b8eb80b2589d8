/** The tokens of `shared/look/tokens.ts` as the style sheet the screens import; one source for CSS, Ant Design and the test of contrasts. */
import type { Plugin } from 'vite';
import { tokensCss } from '../shared/look/tokens.ts';

const NAME = 'virtual:tokens.css';

export function tokensAsCss(): Plugin {
  return {
    name: 'tokens-as-css',
    resolveId: (id) => (id === NAME ? `\0${NAME}` : null),
    load: (id) => (id === `\0${NAME}` ? tokensCss() : null),
  };
}
