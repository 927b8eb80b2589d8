/** The modules that the build makes; see `build/`. */
declare module 'virtual:commands' {
  /** Typed by `shared/command-facts.ts`. */
  export const COMMANDS: unknown;
}
declare module 'virtual:tokens.css';
declare module '*.css';
/** The version of the bundle itself, set when it is built. */
declare const SCREEN_VERSION: string;
