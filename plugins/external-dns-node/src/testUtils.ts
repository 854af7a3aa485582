export * from './conformance/harness';
export { runConformance } from './conformance/runConformance';
