import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** The red of the seal. Shade 8 carries white text at 8:1 and is the only one that a filled button uses. */
const brand: MantineColorsTuple = [
  '#fbf1ef',
  '#f5dedb',
  '#eabab4',
  '#dd938a',
  '#d06f64',
  '#c45348',
  '#b33a33',
  '#a82a27',
  '#9b1c1c',
  '#7c1414',
];

/** Warm greys, so that white paper and red ink do not stand on blue. */
const gray: MantineColorsTuple = [
  '#faf9f6',
  '#f3f1ec',
  '#e6e2da',
  '#d6d0c5',
  '#bdb6aa',
  '#8d857a',
  '#6f685e',
  '#5d564d',
  '#3b362f',
  '#211e1a',
];

export const theme = createTheme({
  primaryColor: 'brand',
  primaryShade: 8,
  autoContrast: true,
  colors: { brand, gray },
  black: '#211e1a',
  // Fonts that Chinese systems bring along; none is loaded.
  fontFamily:
    'system-ui, -apple-system, "PingFang SC", "HarmonyOS Sans SC", "MiSans", "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif',
  defaultRadius: 8,
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' } },
  },
});
