import { createHash } from 'node:crypto';

/** @typedef {import('./carried.mjs').Carried} Carried */

/**
 * What is in the bundle, as CycloneDX 1.6. `npm sbom` lists what a developer installs, with the hour and a random number; this
 * lists what is carried, and the same bundle has the same list.
 * @param {{ version: string, platform: string, node: Carried, postgres: Carried, packages: readonly Carried[], web: readonly Carried[] }} parts
 *   web: what is compiled into the pages
 * @returns {string} JSON
 */
export function sbom({ version, platform, node, postgres, packages, web }) {
  const own = new Set(packages.map(({ place }) => place));
  const components = [
    ...packages.map((carried) => component(carried, `lib/${carried.place}`)),
    ...web.filter(({ place }) => !own.has(place)).map((carried) => component(carried, 'lib/web/dist')),
    { ...component(node, 'lib/node'), type: 'platform', description: 'Node.js' },
    { ...component(postgres, `lib/${postgres.place}`), type: 'platform', description: 'PostgreSQL' },
  ].sort((a, b) => (a['bom-ref'] < b['bom-ref'] ? -1 : 1));
  const content = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': 'xieli',
        name: 'xieli',
        version,
        description: platform,
        licenses: [{ license: { id: 'Apache-2.0' } }],
      },
    },
    components,
  };
  const { bomFormat, specVersion, ...rest } = content;
  return `${JSON.stringify({ bomFormat, specVersion, serialNumber: serialNumber(content), ...rest }, null, 2)}\n`;
}

/** @param {Carried} carried @param {string} where */
function component({ place, name, version, license, integrity }, where) {
  const [group, short] = name.startsWith('@') ? name.split('/') : [undefined, name];
  return {
    type: 'library',
    'bom-ref': place,
    ...(group === undefined ? {} : { group }),
    name: short ?? name,
    version,
    purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
    licenses: licences(license),
    ...(integrity?.startsWith('sha512-') ? { hashes: [{ alg: 'SHA-512', content: hex(integrity) }] } : {}),
    properties: [{ name: 'xieli:place', value: where }],
  };
}

/** @param {string} license as the lock file has it: an SPDX identifier, an expression, or what its author wrote */
function licences(license) {
  if (license === 'NOASSERTION') return [];
  if (/ (OR|AND) /.test(license)) return [{ expression: license }];
  // "BSD" alone is in no list of identifiers.
  return [{ license: license === 'BSD' ? { name: license } : { id: license } }];
}

/** @param {string} integrity */
function hex(integrity) {
  return Buffer.from(integrity.slice('sha512-'.length), 'base64').toString('hex');
}

/** A name-based UUID of the content. @param {object} content */
function serialNumber(content) {
  const digest = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  const parts = [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `8${digest.slice(13, 16)}`,
    `8${digest.slice(17, 20)}`,
    digest.slice(20, 32),
  ];
  return `urn:uuid:${parts.join('-')}`;
}
