import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { Skeleton } from '../ui/Waiting.tsx';
import { type PageRoute, pages } from './routes.ts';
import { Shell } from './Shell.tsx';
import { BrokenPage, NotFoundPage } from './screens.tsx';

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    page?: PageRoute;
  }
}

const root = createRootRoute({ component: Shell });

/** The router over the table of routes.ts; each page is a chunk of its own. */
export const router = createRouter({
  routeTree: root.addChildren(
    pages.map((page) =>
      createRoute({
        getParentRoute: () => root,
        path: page.path,
        component: lazyRouteComponent(page.load),
        staticData: { page },
      }),
    ),
  ),
  // Addresses stay readable: `?state=late&after=…`, every value a text.
  parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
  stringifySearch: (search) => {
    const entries = Object.entries(search).filter(([, value]) => value !== undefined && value !== null && value !== '');
    const text = new URLSearchParams(entries.map(([name, value]) => [name, String(value)])).toString();
    return text === '' ? '' : `?${text}`;
  },
  defaultPreload: 'intent',
  defaultPendingMs: 200,
  defaultPendingComponent: PendingPage,
  defaultErrorComponent: BrokenPage,
  defaultNotFoundComponent: NotFoundPage,
  scrollRestoration: true,
});

function PendingPage() {
  return (
    <div className="pending">
      <Skeleton lines={6} />
    </div>
  );
}
