import { Injectable } from '@nestjs/common'
import { Pool } from 'pg'

export interface Order {
  readonly id: string
}

@Injectable()
export class OrderRepository {
  private readonly pool = new Pool()

  async save({ id }: Order): Promise<void> {
    await this.pool.query('INSERT INTO orders (id) VALUES ($1) ON CONFLICT DO NOTHING', [id])
  }
}
