/** Live recognition by the Speech SDK. @module */
export { issueTokenRoutes } from './issue-token.ts'
export { type LiveParts, liveRecognition } from './live-recognition.ts'
