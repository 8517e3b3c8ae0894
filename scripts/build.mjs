import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { forgetWebBuild, stampWebBuild, webIsBuilt } from './web-build-stamp.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

if (webIsBuilt(root)) {
  process.stderr.write('网页已是最新。 The web is built already.\n');
} else {
  const started = Date.now();
  process.stderr.write('正在构建网页…… Building the web …\n');
  forgetWebBuild(root);
  // Whoever starts it: below a test run the word is "test", for which React would be built in its slow form.
  process.env.NODE_ENV = 'production';
  /** @type {Set<string>} */
  const modules = new Set();
  await build({
    root: path.join(root, 'web'),
    logLevel: 'warn',
    plugins: [
      {
        name: 'xieli:inputs',
        generateBundle() {
          for (const id of this.getModuleIds()) {
            const file = id.split('?')[0] ?? '';
            if (path.isAbsolute(file) && existsSync(file)) modules.add(file);
          }
        },
      },
    ],
  });
  stampWebBuild(root, modules);
  const seconds = Math.round((Date.now() - started) / 1000);
  process.stderr.write(`网页已建好,用时 ${seconds} 秒。 Web built in ${seconds} s.\n`);
}
