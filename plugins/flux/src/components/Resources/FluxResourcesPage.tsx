import { Container } from '@backstage/ui';
import { Route, Routes } from 'react-router-dom';
import { FluxResourcePage } from '../Resource/FluxResourcePage';
import { FluxResourceList } from './FluxResourceList';

/** The list of Flux objects, and below it the page of each. */
export function FluxResourcesPage() {
  return (
    <Container>
      <Routes>
        <Route index element={<FluxResourceList />} />
        <Route
          path=":cluster/:kind/:namespace/:name"
          element={<FluxResourcePage />}
        />
      </Routes>
    </Container>
  );
}
