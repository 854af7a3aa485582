import {
  Sidebar,
  SidebarDivider,
  SidebarGroup,
  SidebarItem,
  SidebarSpace,
} from '@backstage/core-components';
import {
  NavContentComponentProps,
  NavContentNavItem,
} from '@backstage/plugin-app-react';
import { SidebarHeading } from './SidebarHeading';

function PageLink({ href, title, icon }: NavContentNavItem) {
  return <SidebarItem to={href} text={title} icon={() => icon} />;
}

/** Catalog first, then each page that a plugin brings, and at the foot the settings. */
export function PortalSidebar({ navItems }: NavContentComponentProps) {
  const pages = navItems.clone();
  const settings = pages.take('page:user-settings');
  const links = pages.withComponent(PageLink);
  return (
    <Sidebar>
      <SidebarHeading />
      <SidebarDivider />
      <SidebarGroup label="Menu">
        {links.take('page:catalog')}
        {links.rest({ sortBy: 'title' })}
      </SidebarGroup>
      <SidebarSpace />
      <SidebarDivider />
      {settings && (
        <SidebarGroup label="Settings" to={settings.href}>
          <PageLink {...settings} />
        </SidebarGroup>
      )}
    </Sidebar>
  );
}
