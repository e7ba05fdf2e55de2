/** What the page of web hooks says. @module */

export const webHooks = {
  title: 'Web hooks',
  create: 'New web hook',
  empty: 'No web hooks yet',
  about:
    'A web hook is an address of yours that the service tells what happens: that an upload was read, a model trained, a test done. The address first proves that it is yours by answering a challenge; the documentation of web hooks has a receiver to start from.',
  url: 'Address',
  urlHint:
    'It is sent POST requests. A new address is challenged at once, and says so here when it does not answer.',
  secret: 'Secret',
  secretHint: 'What is sent is signed with it (HMAC-SHA256), so that the receiver knows who sends.',
  events: 'Tell when',
  ping: 'Send a ping',
  test: 'Send the last events again',
  sent: 'Sent; what it answered stands above once it failed.',
  entities: {
    dataset: 'A dataset',
    model: 'A model',
    evaluation: 'A test',
    endpoint: 'An endpoint',
    transcription: 'A batch'
  },
  happenings: {
    Creation: 'is made',
    Processing: 'is begun',
    Completion: 'is done',
    Deletion: 'is deleted'
  }
} as const
