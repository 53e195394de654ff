import {
  type AssignmentRuleView,
  AuthorisationBeginInput,
  CsvImportInput,
  type CsvImportResult,
  MerchantSaveInput,
  type MerchantView,
  type ProductPage,
  ProductSaveInput,
  ProductsListInput,
  RuleIdInput,
  RuleOrderInput,
  RuleSaveInput,
  ShopSaveInput,
  type ShopView,
  SkuInput,
  TokenIssueInput,
  WarehouseSaveInput,
  type WarehouseView,
} from '@baton/contract'
import {
  importCsv,
  listProducts,
  listRules,
  listShops,
  listWarehouses,
  orderRules,
  removeProduct,
  removeRule,
  saveMerchant,
  saveProduct,
  saveRule,
  saveShop,
  saveWarehouse,
  showMerchant,
} from '@baton/fulfilment/catalogue'
import { beginAuthorisation, issueToken } from '@baton/fulfilment/channels'
import { allow, Nothing, router } from './procedure.ts'

export const catalogue = router({
  merchant: allow('catalogue.read')
    .input(Nothing)
    .query(({ ctx }): Promise<MerchantView> => showMerchant(ctx.baton)),
  saveMerchant: allow('catalogue.manage')
    .input(MerchantSaveInput)
    .mutation(({ ctx, input }): Promise<{ savedAt: string }> => saveMerchant(ctx.baton, input)),
  shops: allow('catalogue.read')
    .input(Nothing)
    .query(({ ctx }): Promise<readonly ShopView[]> => listShops(ctx.baton)),
  saveShop: allow('catalogue.manage')
    .input(ShopSaveInput)
    .mutation(({ ctx, input }): Promise<{ id: string }> => saveShop(ctx.baton, input)),
  beginAuthorisation: allow('catalogue.manage')
    .input(AuthorisationBeginInput)
    .mutation(({ ctx, input }): Promise<{ url: string }> => beginAuthorisation(ctx.baton, input)),
  issueToken: allow('catalogue.manage')
    .input(TokenIssueInput)
    .mutation(({ ctx, input }): Promise<{ shopId: string }> => issueToken(ctx.baton, input)),
  warehouses: allow('catalogue.read')
    .input(Nothing)
    .query(({ ctx }): Promise<readonly WarehouseView[]> => listWarehouses(ctx.baton)),
  saveWarehouse: allow('catalogue.manage')
    .input(WarehouseSaveInput)
    .mutation(({ ctx, input }): Promise<{ id: string }> => saveWarehouse(ctx.baton, input)),
  products: allow('catalogue.read')
    .input(ProductsListInput)
    .query(({ ctx, input }): Promise<ProductPage> => listProducts(ctx.baton, input)),
  saveProduct: allow('catalogue.manage')
    .input(ProductSaveInput)
    .mutation(async ({ ctx, input }): Promise<void> => {
      await saveProduct(ctx.baton, input)
    }),
  removeProduct: allow('catalogue.manage')
    .input(SkuInput)
    .mutation(({ ctx, input }): Promise<void> => removeProduct(ctx.baton, input)),
  rules: allow('catalogue.read')
    .input(Nothing)
    .query(({ ctx }): Promise<readonly AssignmentRuleView[]> => listRules(ctx.baton)),
  saveRule: allow('catalogue.manage')
    .input(RuleSaveInput)
    .mutation(({ ctx, input }): Promise<{ id: string }> => saveRule(ctx.baton, input)),
  removeRule: allow('catalogue.manage')
    .input(RuleIdInput)
    .mutation(({ ctx, input }): Promise<void> => removeRule(ctx.baton, input)),
  orderRules: allow('catalogue.manage')
    .input(RuleOrderInput)
    .mutation(({ ctx, input }): Promise<void> => orderRules(ctx.baton, input)),
  importCsv: allow('catalogue.manage')
    .input(CsvImportInput)
    .mutation(({ ctx, input }): Promise<CsvImportResult> => importCsv(ctx.baton, input)),
})
