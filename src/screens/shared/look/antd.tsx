/** Ant Design around a terminal: its language, its look by day and night, and its styles in a form old browsers read. */
import { StyleProvider } from '@ant-design/cssinjs';
import { ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { type ReactNode, useEffect, useState } from 'react';
import { useSettings } from '../hooks.ts';
import { antdTheme } from './antd-theme.ts';

export function WithAntd({ children }: { readonly children: ReactNode }) {
  const { language, look, booth } = useSettings();
  const prefersNight = useMedia('(prefers-color-scheme: dark)');
  const isPrinting = useMedia('print');
  const isNight = !isPrinting && (look === 'night' || (look === 'auto' && prefersNight));
  return (
    // Without `high` its selectors stand in `:where()`, which came with Chrome 88.
    <StyleProvider hashPriority="high">
      <ConfigProvider
        locale={language === 'en' ? enUS : zhCN}
        theme={antdTheme(isNight, booth)}
        button={{ autoInsertSpace: false }}
      >
        {children}
      </ConfigProvider>
    </StyleProvider>
  );
}

function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const media = matchMedia(query);
    const listen = () => setMatches(media.matches);
    listen();
    media.addEventListener('change', listen);
    return () => media.removeEventListener('change', listen);
  }, [query]);
  return matches;
}
