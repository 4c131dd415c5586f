import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OPERATOR_KEY, type TestDatabase } from './building.ts';
import { send } from './clients.ts';

const CLI = new URL('../../src/cli/main.ts', import.meta.url).href;

/** The service in a process of its own, from the sources: it can be killed as a machine would. */
export type ServiceProcess = { readonly address: string; kill(): Promise<void> };

/** Starts one on a port of its own. Several may run on one database, as replicas do. */
export async function startProcess({ location }: TestDatabase): Promise<ServiceProcess> {
  if (location.kind !== 'postgres') throw new Error('only a database of its own outlives the service');
  const home = mkdtempSync(join(tmpdir(), 'drawbridge-process-'));
  const child = spawn(
    process.execPath,
    ['--input-type=module', '-e', `import { run } from ${JSON.stringify(CLI)}; await run(['start']);`],
    {
      cwd: home,
      env: {
        PATH: process.env['PATH'],
        PORT: '0',
        LOG_LEVEL: 'warn',
        DATABASE_URL: location.ownerUrl,
        DRAWBRIDGE_OPERATOR_KEY: OPERATOR_KEY,
        DRAWBRIDGE_SCIM_REQUESTS_PER_SECOND: '100000',
      },
    },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  void ended.then(() => rmSync(home, { recursive: true, force: true }));
  return {
    address: await addressOf(child, ended),
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function addressOf(child: ChildProcess, ended: Promise<void>): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        const [, address] = /listens on (http:\S+)/.exec(output) ?? [];
        if (address !== undefined) resolve(address);
      });
    }
    void ended.then(() => reject(new Error(`the service ended: ${output}`)));
  });
}

/** A new organization's directory: its ids, its token, and the path of its base URL at whichever process is up. */
export type ProcessDirectory = {
  readonly organizationId: string;
  readonly directoryId: string;
  readonly tokenId: string;
  readonly token: string;
  readonly path: string;
};

/** Makes one through the management API, in this organization or in a new one. */
export async function directoryAt({ address }: ServiceProcess, inOrganization?: string): Promise<ProcessDirectory> {
  const operate = async (path: string, body: object) =>
    (
      await send(`${address}/api/v1${path}`, {
        method: 'POST',
        token: OPERATOR_KEY,
        body,
        headers: { 'content-type': 'application/json' },
      })
    ).body;
  const organizationId = inOrganization ?? (await operate('/organizations', { name: 'Of processes' })).id;
  const { id, scimBaseUrl, token } = await operate(`/organizations/${organizationId}/directories`, {
    name: 'Okta',
    provider: 'okta',
  });
  return {
    organizationId,
    directoryId: id,
    tokenId: token.id,
    token: token.secret,
    path: new URL(scimBaseUrl).pathname,
  };
}
