import {
  Content,
  ErrorPanel,
  Header,
  Page,
  ProxiedSignInPage,
} from '@backstage/core-components';
import { configApiRef, IdentityApi, useApi } from '@backstage/core-plugin-api';
import { SignInPageProps } from '@backstage/plugin-app-react';
import Button from '@material-ui/core/Button';
import Card from '@material-ui/core/Card';
import CardActions from '@material-ui/core/CardActions';
import CardContent from '@material-ui/core/CardContent';
import Grid from '@material-ui/core/Grid';
import Typography from '@material-ui/core/Typography';
import { useState } from 'react';
import {
  demoPeople,
  DemoPerson,
  rememberedPerson,
  rememberPerson,
} from './demoPeople';

/** The same identity, whose sign-out is also forgotten by this tab. */
function forgettingIdentity(identity: IdentityApi): IdentityApi {
  return {
    getProfileInfo: () => identity.getProfileInfo(),
    getBackstageIdentity: () => identity.getBackstageIdentity(),
    getCredentials: () => identity.getCredentials(),
    signOut: () => {
      rememberPerson(undefined);
      return identity.signOut();
    },
  };
}

function PersonCard(props: { person: DemoPerson; onChoose: () => void }) {
  const { person, onChoose } = props;
  return (
    <Card>
      <CardContent>
        <Typography variant="h5" component="h2" gutterBottom>
          {person.title}
        </Typography>
        <Typography>{person.description}</Typography>
      </CardContent>
      <CardActions>
        <Button color="primary" variant="outlined" onClick={onChoose}>
          Sign in as {person.title.toLocaleLowerCase('en')}
        </Button>
      </CardActions>
    </Card>
  );
}

/** Offers the people of the demo; the auth provider `demo` of the backend vouches for them. */
export function DemoSignInPage({ onSignInSuccess }: SignInPageProps) {
  const title = useApi(configApiRef).getOptionalString('app.title') ?? 'Portal';
  const [person, setPerson] = useState(rememberedPerson);

  if (person) {
    return (
      <ProxiedSignInPage
        provider="demo"
        headers={{ 'x-demo-user': person.id }}
        onSignInSuccess={identity => {
          rememberPerson(person);
          onSignInSuccess(forgettingIdentity(identity));
        }}
        ErrorComponent={({ error }) => (
          <ErrorPanel
            title="Signing in failed: see whether the backend runs, then reload this page"
            error={error ?? new Error('The backend gave no reason')}
          />
        )}
      />
    );
  }

  return (
    <Page themeId="home">
      <Header title={title} subtitle="Who do you want to be?" />
      <Content>
        <Grid container spacing={3} component="ul" style={{ padding: 0 }}>
          {demoPeople.map(candidate => (
            <Grid
              item
              component="li"
              key={candidate.id}
              xs={12}
              sm={6}
              md={4}
              style={{ listStyle: 'none' }}
            >
              <PersonCard
                person={candidate}
                onChoose={() => setPerson(candidate)}
              />
            </Grid>
          ))}
        </Grid>
      </Content>
    </Page>
  );
}
