/** Drawn on a grid of 24 with one pen; an icon never stands alone, a word is beside it. */
const drawings = {
  today: 'M5 6.5h14v13H5zM5 10.5h14M8.5 4v4M15.5 4v4M9 15l2 2 4-4',
  directive: 'M6.5 3.5h8l4 4v13h-12zM14 3.5V8h4.5M9.5 12h6M9.5 15.5h6',
  task: 'M4.5 6.5l1.5 1.5 3-3M4.5 13l1.5 1.5 3-3M12 7h8M12 13.5h8M4.5 19.5l1 1 3-3M12 20h8',
  board: 'M4 20h16M6.5 16.5v-5M12 16.5v-10M17.5 16.5v-7',
  organisation: 'M12 4v4M6 20v-4M18 20v-4M12 8v8M6 16v-3h12v3M9.5 4h5M4 20h4M16 20h4M10 20h4M12 16v4',
  person: 'M12 11.5a3.75 3.75 0 100-7.5 3.75 3.75 0 000 7.5zM4.5 20c.8-3.6 3.8-5.5 7.5-5.5s6.7 1.9 7.5 5.5',
  evidence: 'M8.5 12.5l5.8-5.8a2.6 2.6 0 013.7 3.7l-7.6 7.6a4.3 4.3 0 01-6.1-6.1l7.3-7.3',
  audit: 'M12 3.5l7 2.7v5.3c0 4.3-2.9 7.4-7 9-4.1-1.6-7-4.7-7-9V6.2zM9 12l2.2 2.2L15.2 10',
  account: 'M4.5 7h15v12h-15zM8.5 12.5a1.7 1.7 0 103.4 0 1.7 1.7 0 10-3.4 0M14.5 11.5h3M14.5 14.5h3M9 4h6v3H9z',
  help: 'M12 20.5a8.5 8.5 0 100-17 8.5 8.5 0 000 17zM9.7 9.5a2.4 2.4 0 114 1.9c-1 .8-1.7 1.2-1.7 2.3M12 16.7v.1',
  feedback: 'M4 5h16v11.5H11L7 20v-3.5H4z',
  bell: 'M4.5 17.5h15L18 15v-4a6 6 0 00-12 0v4zM10 20.5h4',
  clock: 'M12 20.5a8.5 8.5 0 100-17 8.5 8.5 0 000 17zM12 7.5V12l3 2',
  waiting: 'M7 4h10M7 20h10M8 4c0 4.5 4 5 4 8s-4 3.5-4 8M16 4c0 4.5-4 5-4 8s4 3.5 4 8',
  active: 'M12 20.5a8.5 8.5 0 100-17 8.5 8.5 0 000 17zM10 8.5l5 3.5-5 3.5z',
  check: 'M4.5 12.5l5 5 10-11',
  done: 'M12 20.5a8.5 8.5 0 100-17 8.5 8.5 0 000 17zM8 12.2l2.8 2.8L16 9.5',
  late: 'M12 4L2.8 20h18.4zM12 10v4.5M12 17.2v.1',
  returned: 'M9 6L4.5 10.5 9 15M4.5 10.5h10a5 5 0 010 10H11',
  stopped: 'M12 20.5a8.5 8.5 0 100-17 8.5 8.5 0 000 17zM6.2 6.2l11.6 11.6',
  close: 'M6 6l12 12M18 6L6 18',
  right: 'M9 5l7 7-7 7',
  down: 'M5 9l7 7 7-7',
  up: 'M5 15l7-7 7 7',
  search: 'M10.5 17a6.5 6.5 0 100-13 6.5 6.5 0 000 13zM15.5 15.5L20.5 20.5',
  upload: 'M12 16V4.5M7 9.5l5-5 5 5M4.5 15.5v4h15v-4',
  download: 'M12 4v11.5M7 10.5l5 5 5-5M4.5 15.5v4h15v-4',
  file: 'M6.5 3.5h8l4 4v13h-12zM14 3.5V8h4.5',
  phone: 'M7.5 3h9v18h-9zM11 18h2',
  computer: 'M4 5h16v10.5H4zM9 20h6M12 15.5V20',
  columns: 'M4 5h16v14H4zM9.3 5v14M14.7 5v14',
  more: 'M5 12h.1M12 12h.1M19 12h.1',
  offline:
    'M4 4l16 16M8.5 15.8a5 5 0 016.5-.3M5.5 12.5a9.5 9.5 0 014-2.2M13.8 10.1a9.5 9.5 0 014.7 2.4M2.8 9.2A13.7 13.7 0 016.5 7M11 6a13.7 13.7 0 0110.2 3.2M12 19.5v.1',
  swap: 'M4 8.5h14M14 4.5l4 4-4 4M20 15.5H6M10 11.5l-4 4 4 4',
} as const;

export type IconName = keyof typeof drawings;

/** A drawing that screen readers skip, because the word beside it says the same. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  // Grows with the text of the large mode.
  const side = `calc(${size}px * var(--icon-scale))`;
  return (
    <svg
      style={{ width: side, height: side, flex: 'none' }}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'more' ? 3 : 1.7}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={drawings[name]} />
    </svg>
  );
}
