import { EmptyState } from '@backstage/core-components';

/** Who may not see something is told so, and what it would need. */
export function NoPermission(props: { title: string; description: string }) {
  return (
    <div role="alert">
      <EmptyState
        missing="info"
        title={props.title}
        description={props.description}
      />
    </div>
  );
}
