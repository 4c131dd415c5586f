import { beforeAll, describe, expect, it } from 'vitest';
import { sharedService } from '../../../support/building.ts';
import { newDirectory, type TestDirectory, userBody } from '../../../support/clients.ts';

let directory: TestDirectory;
beforeAll(async () => {
  const { service } = await sharedService();
  directory = await newDirectory(service);
});

describe('POST /Users', () => {
  it('creates a person and answers with the whole resource', async () => {
    const reply = await directory.scim('/Users', { method: 'POST', body: userBody('one@corp.example', { externalId: '00u1', password: 'x', groups: [] }) });
    expect(reply.status).toBe(201);
    expect(reply.headers.get('location')).toBe(`${directory.base}/Users/${reply.body.id}`);
    expect(reply.body).toMatchObject({ userName: 'one@corp.example', externalId: '00u1', active: true });
    expect(reply.text).not.toContain('password');
  });
});
