'use client'

import type { ListedProduct } from '@baton/contract'
import { Blocks } from 'lucide-react'
import { useState } from 'react'
import { AnySelect } from '#ui/any-select.tsx'
import { Badge } from '#ui/badge.tsx'
import { Card } from '#ui/card.tsx'
import { MoreRows } from '#ui/more-rows.tsx'
import { SearchField } from '#ui/search-field.tsx'
import { Table, Td, Th, ThUnseen, Tr } from '#ui/table.tsx'
import { useWords } from '#words/locale.tsx'
import { CatalogueRoom, EditButton } from './frame.tsx'
import { ProductDialog } from './product-dialog.tsx'
import { StockImport } from './stock-import.tsx'
import { StockList } from './stock-list.tsx'
import { stockWords } from './stock-words.ts'
import { useProducts } from './use-catalogue.ts'
import { catalogueWords } from './words.ts'

export function ProductsRoom() {
  const [search, setSearch] = useState({ q: '', category: '' })
  const { query, rows, categories } = useProducts(search)
  return (
    <CatalogueRoom
      kind="products"
      icon={<Blocks />}
      more={<StockImport />}
      query={query}
      rows={rows}
      search={{
        bar: <ProductSearch search={search} categories={categories} onChange={setSearch} />,
        isOn: search.q !== '' || search.category !== '',
      }}
      list={(found, onEdit) => (
        <>
          <ProductTable rows={found} onEdit={onEdit} />
          <MoreRows query={query} />
        </>
      )}
      dialog={(product, onClose) => <ProductDialog product={product} categories={categories} onClose={onClose} />}
    />
  )
}

type ProductSearchState = { q: string; category: string }

function ProductSearch({
  search,
  categories,
  onChange,
}: {
  search: ProductSearchState
  categories: readonly string[]
  onChange: (search: ProductSearchState) => void
}) {
  const t = useWords(catalogueWords)
  return (
    <div className="mb-4 flex flex-wrap gap-2">
      <SearchField
        label={t.products.search}
        className="min-w-48 flex-1 sm:max-w-sm"
        value={search.q}
        onChange={(q) => onChange({ ...search, q })}
      />
      <AnySelect
        label={t.field.category}
        any={t.products.allCategories}
        className="w-auto"
        value={search.category}
        options={categories.map((category) => ({ value: category, label: category }))}
        onChoose={(category) => onChange({ ...search, category: category ?? '' })}
      />
    </div>
  )
}

function ProductTable({ rows, onEdit }: { rows: readonly ListedProduct[]; onEdit: (product: ListedProduct) => void }) {
  const t = useWords(catalogueWords)
  const stock = useWords(stockWords)
  return (
    <Card className="overflow-hidden">
      <Table caption={t.products.title}>
        <thead>
          <tr>
            <Th>{t.field.sku}</Th>
            <Th className="max-sm:hidden">{t.field.name}</Th>
            <Th>{t.field.category}</Th>
            <Th className="max-md:hidden">{t.field.barcode}</Th>
            <Th className="max-lg:hidden">{stock.title}</Th>
            <Th className="max-sm:hidden">{t.field.exempt}</Th>
            <ThUnseen>{t.edit}</ThUnseen>
          </tr>
        </thead>
        <tbody>
          {rows.map((product) => (
            <Tr key={product.sku}>
              <Td className="min-w-28">
                <p className="font-medium font-mono text-xs">{product.sku}</p>
                <p className="line-clamp-3 text-ink-2 sm:hidden">{product.name}</p>
                <StockList stock={product.stock} className="mt-1 lg:hidden" />
              </Td>
              <Td className="max-sm:hidden">
                <p className="line-clamp-3">{product.name}</p>
              </Td>
              <Td className="whitespace-nowrap">{product.category}</Td>
              <Td className="whitespace-nowrap font-mono text-xs max-md:hidden">
                {product.barcode ?? <span className="text-ink-3">—</span>}
              </Td>
              <Td className="max-lg:hidden">
                {product.stock.length > 0 ? <StockList stock={product.stock} /> : <span className="text-ink-3">—</span>}
              </Td>
              <Td className="max-sm:hidden">
                {product.exempt ? <Badge tone="violet">{t.field.exempt}</Badge> : <span className="text-ink-3">—</span>}
              </Td>
              <Td className="text-right">
                <EditButton name={product.name} onEdit={() => onEdit(product)} />
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </Card>
  )
}
