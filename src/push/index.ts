/**
 * What travels to a screen: lists, pages, and the live feed.
 *
 * This room knows who may see which row and opens what is sealed for them. It must never decide anything, write
 * anything, or know what a socket is.
 */
export { deliver } from './deliver.ts';
export { comparing } from './comparing.ts';
export { Feed } from './feed.ts';
export { type Colleague, colleaguesOf } from './people.ts';
export { lookingAt, type Tables } from './looking.ts';
export { selectionFor } from './selection.ts';
