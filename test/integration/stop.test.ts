import { request } from 'node:http';
import { expect, it } from 'vitest';
import { freshDatabase, startService } from '../support/building.ts';
import { newDirectory, send, userBody } from '../support/clients.ts';

it('stops gracefully: readiness says no, what is under way is finished, what comes later is refused', async () => {
  const database = await freshDatabase();
  const service = await startService(database.location);
  const directory = await newDirectory(service);
  const body = JSON.stringify(userBody('late@corp.example'));
  const answered = Promise.withResolvers<number | undefined>();
  const late = request(
    `${directory.base}/Users`,
    {
      method: 'POST',
      headers: {
        authorization: `Bearer ${directory.token}`,
        'content-type': 'application/scim+json',
        'content-length': Buffer.byteLength(body),
      },
    },
    (response) => {
      response.resume();
      answered.resolve(response.statusCode);
    },
  );
  late.on('error', answered.reject);
  late.write(body.slice(0, 20));
  await new Promise((resolve) => late.once('socket', (socket) => socket.once('connect', resolve)));
  // The half of it has arrived when a later request is answered.
  service.building.stopping();
  const readiness = await send(`${service.baseUrl}/readyz`);
  expect([readiness.status, readiness.body]).toEqual([503, { status: 'stopping' }]);
  const stopped = service.stop();
  await expect(send(`${service.baseUrl}/livez`)).rejects.toThrow();
  late.end(body.slice(20));
  expect(await answered.promise).toBe(201);
  await stopped;
  await database.drop();
});
