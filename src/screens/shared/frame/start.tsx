/** Starts a terminal's page: the desk behind it, the frame around it, and the sign-in before it. */
import { type ComponentType, type ReactNode, StrictMode, useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import 'virtual:tokens.css';
import '../look/look.css';
import { type Role, ROLES, type Terminal } from '../../../contract/roles.ts';
import { type Desk, openDesk } from '../desk.ts';
import { DeskContext, useDesk, usePerson, usePlace, useSettings, useStore } from '../hooks.ts';
import { linkTo } from '../router.ts';
import { apply, type Look, set } from '../settings.ts';
import { FRAME, TERMINAL_WORDS } from '../words/frame-words.ts';
import { type Said, useSay } from '../words/say.ts';
import { ConnectionChip } from './chip.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { Folded } from './folded.tsx';
import { keepFocus } from './keep-focus.ts';
import { ActAs, SignInAgain, SignInPage } from './sign-in.tsx';
import { SoundBar } from './sound-bar.tsx';

/** A page of a terminal: the first step of its address, its name in the navigation, and what is shown there. */
export interface PageOf {
  readonly path: string;
  readonly name: Said;
  readonly Page: ComponentType;
  /** Not in the navigation: a case, reached from a list. */
  readonly isHidden?: true;
  /** Who has this page, where not everybody at the terminal does. */
  readonly roles?: readonly Role[];
  /** Beside its name in the navigation: how much waits there. */
  readonly Beside?: ComponentType;
}

export interface TerminalPages {
  readonly terminal: Terminal;
  /** The first is where one arrives. */
  readonly pages: readonly [PageOf, ...PageOf[]];
  /** Around everything: a component library's provider, for instance. */
  readonly Around?: ComponentType<{ readonly children: ReactNode }>;
  /** In the bar: what this terminal has there beside the navigation. */
  readonly InBar?: ComponentType;
  /** This terminal rings, and must say when it cannot. */
  readonly rings?: true;
  /** For phones first: the navigation lies under the thumb, and what is seldom needed folds into a menu. */
  readonly onPhones?: true;
}

export function start(of: TerminalPages): void {
  const root = document.getElementById('screen');
  if (root === null) throw new Error('The page has no place for its screen.');
  apply();
  keepFocus();
  const desk = openDesk(of.terminal);
  void ask(desk);
  const { Around = ({ children }) => children } = of;
  createRoot(root).render(
    <StrictMode>
      <DeskContext value={desk}>
        <Around>
          <Frame of={of} />
        </Around>
      </DeskContext>
    </StrictMode>,
  );
}

/** Asks who is signed in until the house answers. */
async function ask(desk: Desk): Promise<void> {
  for (;;) {
    try {
      await desk.session.ask();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 1_500));
    }
  }
}

function Frame({ of }: { readonly of: TerminalPages }) {
  const { session, isReady } = useDesk();
  const there = useStore(session.store);
  const ready = useStore(isReady);
  const say = useSay();
  const title = `${say(TERMINAL_WORDS[of.terminal])} · ${say(FRAME.product)}`;
  useEffect(() => {
    document.title = title;
  }, [title]);
  const isIn = 'person' in there;
  return (
    <div className={of.onPhones === true ? 'frame on-phones' : 'frame'}>
      <header className="bar">
        <span className="mark">
          <span lang="zh-CN">归程</span>
          <small>{say(TERMINAL_WORDS[of.terminal])}</small>
        </span>
        {isIn ? <Navigation pages={of.pages} /> : null}
        <span className="spring" />
        {isIn && of.InBar !== undefined ? <of.InBar /> : null}
        {isIn ? <ConnectionChip /> : null}
        <Folded isFolded={isIn && of.onPhones === true}>
          <Switches />
          {isIn ? <Who /> : null}
        </Folded>
      </header>
      {isIn && of.rings === true ? <SoundBar /> : null}
      {there.state === 'nobody' ? <SignInPage /> : null}
      {there.state === 'asking' || (isIn && !ready) ? (
        <main>
          <p role="status">{say(FRAME.loading)}</p>
        </main>
      ) : null}
      {isIn && ready ? <Shown {...of} /> : null}
      <footer>
        {say(FRAME.version(SCREEN_VERSION))} · {say(FRAME.times)}
      </footer>
      <SignInAgain />
    </div>
  );
}

/** The pages that the person who is there has, in their order. */
function usePages(pages: readonly PageOf[]): readonly PageOf[] {
  const { role } = usePerson();
  return pages.filter(({ roles }) => roles === undefined || roles.includes(role));
}

function current(pages: readonly PageOf[], path: readonly string[]): PageOf {
  const page = pages.find((one) => one.path === path[0]) ?? pages[0];
  if (page === undefined) throw new Error('This terminal has no page for this role.');
  return page;
}

function Shown({ pages: all, onPhones }: Pick<TerminalPages, 'pages' | 'onPhones'>) {
  const { path } = usePlace();
  const { Page, path: name } = current(usePages(all), path);
  const main = useRef<HTMLElement>(null);
  const here = path.join('/');
  const before = useRef(here);
  useEffect(() => {
    if (onPhones !== true || before.current === here) return;
    before.current = here;
    // Another page begins at its top, for the eye and for whoever goes by ear; unless the page itself said where.
    scrollTo(0, 0);
    if (document.activeElement === document.body) main.current?.focus({ preventScroll: true });
  }, [here, onPhones]);
  return (
    <main ref={main} tabIndex={-1}>
      <ErrorBoundary key={name}>
        <Page />
      </ErrorBoundary>
    </main>
  );
}

function Navigation({ pages: all }: { readonly pages: TerminalPages['pages'] }) {
  const { path } = usePlace();
  const pages = usePages(all);
  const say = useSay();
  const here = current(pages, path);
  return (
    <nav aria-label={say(FRAME.mainNavigation)}>
      {pages
        .filter(({ isHidden }) => isHidden !== true)
        .map((page) => (
          <a key={page.path} href={linkTo([page.path])} aria-current={page === here ? 'page' : undefined}>
            {say(page.name)}
            {page.Beside === undefined ? null : <page.Beside />}
          </a>
        ))}
    </nav>
  );
}

const LOOKS = { auto: FRAME.lookAuto, day: FRAME.lookDay, night: FRAME.lookNight } as const;

function Switches() {
  const { language, look, booth } = useSettings();
  const say = useSay();
  return (
    <>
      <button
        type="button"
        className="button plain"
        lang={language === 'en' ? 'zh-CN' : 'en'}
        onClick={() => set({ language: language === 'en' ? 'zh' : 'en' })}
      >
        {say(FRAME.language)}
      </button>
      <label>
        <span className="unseen">{say(FRAME.look)}</span>
        <select
          className="button plain"
          value={look}
          onChange={(event) => set({ look: event.target.value as Look })}
        >
          {(Object.keys(LOOKS) as Look[]).map((one) => (
            <option key={one} value={one}>
              {say(LOOKS[one])}
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        className="button plain"
        aria-pressed={booth}
        onClick={() => set({ booth: !booth })}
      >
        {say(FRAME.booth)}
      </button>
    </>
  );
}

/** Who is signed in, as whom and where, and the way out. */
function Who() {
  const { session, drafts, offices } = useDesk();
  const person = usePerson();
  const names = useStore(offices);
  const say = useSay();
  const [isChoosing, setIsChoosing] = useState(false);
  const office = names.get(person.scope);
  const isOneOfSeveral = person.grants.length > 1;
  const where = office === undefined ? person.scope : say(office);
  // Whose scope is the whole house is nowhere in particular.
  const words = where === '*' ? say(ROLES[person.role]) : `${say(ROLES[person.role])} · ${where}`;
  return (
    <>
      {isOneOfSeveral ? (
        <button type="button" className="button plain" onClick={() => setIsChoosing(true)}>
          {words}
        </button>
      ) : (
        <span className="small">{words}</span>
      )}
      <button
        type="button"
        className="button plain"
        onClick={() => {
          void drafts
            .close()
            .then(() => session.signOut())
            .finally(() => location.reload());
        }}
      >
        {say(FRAME.signOut)}
      </button>
      {isChoosing ? <ActAs person={person} onClose={() => setIsChoosing(false)} /> : null}
    </>
  );
}
