#!/bin/sh
#SBATCH --job-name=ackurate
#SBATCH --array=1-4
#SBATCH --cpus-per-task=2
# One search as an array of four tasks, one per shard. When all are done:
#   npx ackurate merge "$FOLDER"/*.json --out "$FOLDER/reports"
FOLDER=${FOLDER:-shards}
npx ackurate check "${STRATEGY:-./examples/my-strategy.ts}" --schedules "${SCHEDULES:-100000}" --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT" --json "$FOLDER/$SLURM_ARRAY_TASK_ID.json"
