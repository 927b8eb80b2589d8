/** Ant Design in our look: its theme made from the same tokens. */
import { theme, type ThemeConfig } from 'antd';
import { DAY, FONT, NIGHT, RADIUS, TARGETS } from './tokens.ts';

export function antdTheme(isNight: boolean, isBooth: boolean): ThemeConfig {
  const colours = isNight ? NIGHT : DAY;
  return {
    algorithm: isNight ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: colours.accent,
      colorLink: colours.accent,
      colorError: colours.late,
      colorWarning: colours.soon,
      colorSuccess: colours.good,
      colorTextBase: colours.ink,
      colorText: colours.ink,
      colorTextSecondary: colours.soft,
      colorTextDescription: colours.soft,
      colorTextPlaceholder: colours.soft,
      colorTextDisabled: colours.soft,
      colorBgBase: colours.sheet,
      colorBgLayout: colours.ground,
      colorBgContainer: colours.sheet,
      colorBorder: colours.edge,
      colorBorderSecondary: colours.line,
      colorTextLightSolid: colours['on-accent'],
      fontFamily: FONT,
      fontSize: 16,
      borderRadius: RADIUS,
      controlHeight: isBooth ? TARGETS.booth : TARGETS.usual,
      motion: false,
    },
    components: { Table: { headerBg: colours.sunk, headerColor: colours.ink, cellPaddingBlock: 12 } },
  };
}
