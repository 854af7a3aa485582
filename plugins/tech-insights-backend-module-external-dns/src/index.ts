/**
 * Facts about the DNS health of entities, for the scorecards of Tech Insights.
 *
 * @packageDocumentation
 */
export { techInsightsModuleExternalDns as default } from './module';
export { dnsHealthFactRetriever } from './factRetriever';
