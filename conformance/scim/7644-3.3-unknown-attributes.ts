import type { Case } from '../kit/case.ts';

export const unknownAttributes: Case = {
  id: '7644-3.3-unknown-attributes',
  title: 'A user with attributes that are not known is created all the same',
  source: 'RFC 7643 §2; Microsoft Entra ID, Okta',
  law: 'Administrators map attributes that a server need not know, and whole extensions that nobody has declared. Real clients send them; a refusal stops the provisioning of everybody.',
  fix: 'Drop or keep attributes that you do not know, and create the user.',
  async run({ scim, userBody, created }) {
    const extension = 'urn:ietf:params:scim:schemas:extension:conformance:2.0:User';
    const body = userBody({ shoeSize: 42, [extension]: { badge: '7' } });
    created(await scim.post('/Users', body));
  },
};
