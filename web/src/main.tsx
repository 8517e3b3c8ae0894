import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { setNonce } from 'get-nonce';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './app/styles/mantine.css';
import './app/styles/tokens.css';
import './app/styles/base.css';
import './app/styles/print.css';
import { currentLanguage } from './app/locale/language.ts';
import { newQueryClient } from './app/queries.ts';
import { router } from './app/router.tsx';
import { watchForSignOut } from './app/session.ts';
import { applyRememberedTextSize } from './app/textSize.ts';
import { theme } from './app/theme.ts';

// The one key with which the content security policy lets the libraries add a style element (stack.md 8).
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
if (nonce !== '') setNonce(nonce);

document.documentElement.lang = currentLanguage();
applyRememberedTextSize();

const queryClient = newQueryClient();
watchForSignOut(queryClient);

// In a browser below the floor index.html has taken the root away and says so instead.
const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} forceColorScheme="light" getStyleNonce={() => nonce}>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
}
