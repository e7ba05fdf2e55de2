/** What the schemas of the catalog and of installations are, in words. @module */
import type { Descriptions } from '../resources/index.ts'

export const baseModelDescriptions: Descriptions = {
  'CatalogModel.title': 'Name for people.',
  'CatalogModel.locales': 'Locales that it recognizes.',
  'CatalogModel.homepage': 'Its homepage.',
  'CatalogModel.installed': 'Whether it is installed.',
  CatalogLicense: 'License of a model.',
  'CatalogLicense.url': 'Its text.',
  BaseModelCatalog: 'The models that can be installed.',
  BaseModelInstallation: 'The installation of a base model.',
  'BaseModelInstallation.title': 'Name for people.',
  'BaseModelInstallation.license': 'License of the model.',
  'BaseModelInstallation.progress': 'Completed fraction of the work, 0 to 1.',
  'BaseModelInstallation.stage': 'What is being done.',
  BaseModelInstallations: 'The installations of base models.'
}
