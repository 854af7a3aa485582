import { Options } from '../options/types';
import { KubeObject } from '../sources/source';
import { TemplateError } from './errors';

/** The templates of the options, ready to run. @internal */
export interface Templates {
  fqdn?: (object: KubeObject) => readonly string[];
  fqdnTarget?: (
    object: KubeObject,
  ) => ReadonlyArray<readonly [name: string, target: string]>;
}

/** @throws {@link TemplateError} @internal */
export function compileTemplates(options: Options): Templates {
  if (
    options.fqdnTemplate.length > 0 ||
    options.fqdnTargetTemplate.length > 0
  ) {
    throw new TemplateError('templates are not read yet');
  }
  return {};
}
